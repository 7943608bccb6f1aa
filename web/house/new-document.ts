import type { PostDocument } from '../../document/protocol/documents.ts'
import type { Api } from '../api/http.ts'
import { language } from '../language.ts'
import type { TemplateName } from '../templates/template.ts'

/** Makes a document and goes there; false when it could not be made. */
export async function makeDocument(
  api: Pick<Api, 'createDocument'>,
  content: PostDocument,
): Promise<boolean> {
  const answer = await api.createDocument(content)
  if (answer.kind !== 'ok') return false
  location.assign(`/d/${answer.value.id}`)
  return true
}

/** What a new document of a template begins with. Rejects when the template cannot be fetched. */
export async function readTemplate(name: TemplateName, now: Date): Promise<PostDocument> {
  const today = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(now)
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
