import { parentPort } from 'node:worker_threads'
import { MAX_DOCUMENT_SIZE } from '../../document/schema/document-checks.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import type { ConvertJob, ConvertResult } from './convert-jobs.ts'
import { writeDocx } from './docx-out.ts'
import { readFile } from './read-file.ts'
import { rewriteText } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

// A thread of its own: what takes long here keeps nobody waiting, and what takes too long is ended with it.
parentPort?.on('message', async (job: ConvertJob) => {
  parentPort?.postMessage(await convert(job).catch(explain))
})

async function convert(job: ConvertJob): Promise<ConvertResult> {
  if (job.kind === 'write') {
    const { doc, base, pictures } = job
    return { kind: 'written', bytes: await writeDocx(parseDocument(JSON.parse(doc)), { base, pictures }) }
  }
  if (job.kind === 'rewrite') {
    const { steps, losses } = rewriteText(parseDocument(JSON.parse(job.base)), job.bytes)
    return { kind: 'rewritten', steps: JSON.stringify(steps), losses }
  }
  const { doc, losses, pictures } = await readFile(job.format, job.bytes)
  if (doc.content.size > MAX_DOCUMENT_SIZE) return { kind: 'too-large' }
  return { kind: 'read', doc: JSON.stringify(doc), losses, pictures }
}

function explain(error: unknown): ConvertResult {
  if (error instanceof UnreadableFile) return { kind: 'unreadable', reason: error.message }
  // What hostile content does to a parser is no fault of the server.
  if (error instanceof RangeError) return { kind: 'unreadable', reason: 'it is built too deeply' }
  throw error
}
