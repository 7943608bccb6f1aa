import type { PostDocument } from '../../document/protocol/documents.ts'
import type { Api } from '../api/http.ts'
import { dateLocale, language } from '../language.ts'
import type { TemplateName } from '../templates/template.ts'

/** Why a document could not be made. */
export type NotMade = 'unreachable' | 'full' | 'otherwise'

/** Makes a document and goes there, or says why not. */
export async function makeDocument(
  api: Pick<Api, 'createDocument'>,
  content: PostDocument,
): Promise<NotMade | undefined> {
  const answer = await api.createDocument(content)
  if (answer.kind === 'unreachable') return 'unreachable'
  if (answer.kind === 'refused') return answer.code === 'storage-full' ? 'full' : 'otherwise'
  location.assign(`/d/${answer.value.id}`)
  return undefined
}

/** What a new document of a template begins with. Rejects when the template cannot be fetched. */
export async function readTemplate(name: TemplateName, now: Date): Promise<PostDocument> {
  const today = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'long' }).format(now)
  const texts =
    language === 'de'
      ? (await import('../templates/german.ts')).german
      : (await import('../templates/english.ts')).english
  return { markdown: texts[name](today) }
}

/** Asks for a template; undefined when none was chosen. Rejects when the dialog cannot be fetched. */
export async function askTemplate(): Promise<TemplateName | undefined> {
  const [{ summon }] = await Promise.all([
    import('../elements/summon.ts'),
    import('../elements/template-dialog.ts'),
  ])
  return summon('sp-template-dialog').choice()
}
