/** What a client may do with work that was refused. */
export type Retry = 'never' | 'after-catching-up' | 'after-waiting'

interface RefusalRow {
  readonly status: number
  readonly retry: Retry
  /** A sentence a person can act on. */
  readonly message: string
}

/** Every way the server says no. One table for both sides; `PROTOCOL.md` E1. */
export const REFUSALS = {
  'ill-formed-json': { status: 400, retry: 'never', message: 'The request body is not JSON.' },
  'invalid-request': {
    status: 400,
    retry: 'never',
    message: 'The request does not have the fields or values this call takes.',
  },
  'invalid-cursor': {
    status: 400,
    retry: 'never',
    message: 'The place to resume from is not a sequence number.',
  },
  'cross-site': {
    status: 403,
    retry: 'never',
    message:
      'This request came from another website. If this is your own address, set SAMEPAGE_URL to it on the server.',
  },
  'client-taken': {
    status: 403,
    retry: 'never',
    message: 'This client id belongs to another person. Reload the page to get a new one.',
  },
  'not-yours': {
    status: 403,
    retry: 'never',
    message: 'Only the person who made this document may do this. You can remove it from your own list.',
  },
  'not-found': { status: 404, retry: 'never', message: 'There is nothing at this address.' },
  'version-not-found': {
    status: 404,
    retry: 'never',
    message: 'The document has no version with this number.',
  },
  'method-not-allowed': { status: 405, retry: 'never', message: 'This address does not take this method.' },
  'not-acceptable': {
    status: 406,
    retry: 'never',
    message: 'This address cannot answer in the format that was asked for.',
  },
  'empty-file': { status: 400, retry: 'never', message: 'The file is empty.' },
  'document-exists': {
    status: 409,
    retry: 'never',
    message: 'This id is taken: a document has it that was made otherwise, or one had it that was deleted.',
  },
  'in-trash': {
    status: 409,
    retry: 'after-waiting',
    message: 'This document is in the trash. It can be read; changes wait until whoever made it restores it.',
  },
  'not-in-trash': {
    status: 409,
    retry: 'never',
    message: 'Only a document in the trash can be deleted for ever. Move it there first.',
  },
  'epoch-changed': {
    status: 409,
    retry: 'never',
    message: 'The document was rewritten on the server. Reload it; your unsent changes are kept.',
  },
  'schema-changed': {
    status: 409,
    retry: 'never',
    message: 'The server runs another version of Samepage. Reload the page; your unsent changes are kept.',
  },
  'chain-broken': {
    status: 409,
    retry: 'never',
    message: 'The server has another past of this document. Reload it; your unsent changes are kept.',
  },
  ahead: {
    status: 409,
    retry: 'never',
    message: 'The server does not have the version this change was made on. Reload the document.',
  },
  stale: {
    status: 409,
    retry: 'after-catching-up',
    message: 'This change was made on a version too far behind. Catch up and send it under a new id.',
  },
  'body-too-large': {
    status: 413,
    retry: 'never',
    message: 'The request is larger than the server takes, which is 4 MB.',
  },
  'file-too-large': {
    status: 413,
    retry: 'never',
    message: 'The file is larger than this server takes.',
  },
  'document-too-large': {
    status: 413,
    retry: 'never',
    message:
      'The document would grow past a limit: 2,000,000 characters, 100,000 blocks and pieces of text, or 8 MB of pictures and addresses written into it. Split it into two.',
  },
  'too-many-steps': {
    status: 413,
    retry: 'after-catching-up',
    message: 'The change has too many steps at once. Send it in several commits.',
  },
  'unsupported-media-type': {
    status: 415,
    retry: 'never',
    message: 'This call does not take this type of content. Most take JSON: Content-Type: application/json.',
  },
  'unreadable-file': {
    status: 422,
    retry: 'never',
    message: 'No document could be made of this file. It may be damaged, or of another kind than it says.',
  },
  'unsound-step': {
    status: 422,
    retry: 'never',
    message: 'A step of this change does not fit the version it was made on.',
  },
  'invalid-archive': {
    status: 422,
    retry: 'never',
    message: 'This is not an archive that Samepage made, or it is damaged.',
  },
  'id-reused': {
    status: 422,
    retry: 'never',
    message: 'Something with this id and other content is already recorded.',
  },
  'too-many-requests': {
    status: 429,
    retry: 'after-waiting',
    message: 'These are too many changes in a short time. Wait a moment; what you wrote is kept.',
  },
  internal: {
    status: 500,
    retry: 'after-waiting',
    message: 'Something went wrong on the server. Nothing was lost; try again in a moment.',
  },
  'storage-failed': {
    status: 503,
    retry: 'after-waiting',
    message: 'The server could not write to its disk. Nothing was recorded; it is tried again.',
  },
  'storage-full': {
    status: 507,
    retry: 'after-waiting',
    message:
      'The server has no space left to keep changes. Everything can be read; new changes wait until there is space.',
  },
  'too-many-streams': {
    status: 503,
    retry: 'after-waiting',
    message: 'There are too many open connections. Close some tabs, or try again in a moment.',
  },
  'shutting-down': {
    status: 503,
    retry: 'after-waiting',
    message: 'The server is restarting. Try again in a few seconds.',
  },
} as const satisfies Record<string, RefusalRow>

/** The code of a refusal, for programs. */
export type RefusalCode = keyof typeof REFUSALS

/** Every refusal's body. `reference` finds an internal error in the server's log. */
export interface RefusalBody {
  readonly error: {
    readonly code: RefusalCode
    readonly message: string
    readonly index?: number
    readonly reason?: string
    readonly reference?: string
  }
}

/** True for a code of the table. */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code)
}
