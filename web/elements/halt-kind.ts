import type { Halt } from '../sync/sync-client.ts'

/** What a stop comes to for the person before the page, and so what they can do. */
export type HaltKind =
  | 'gone'
  | 'foreign'
  | 'stranger'
  | 'outdated'
  | 'rewritten'
  | 'full'
  | 'large'
  | 'faulty'

/** The one kind of a halt. A refusal that only a fault of ours provokes is `faulty`. */
export function haltKind(halt: Halt): HaltKind {
  switch (halt) {
    case 'not-found':
      return 'gone'
    case 'cross-site':
      return 'foreign'
    case 'client-taken':
      return 'stranger'
    case 'unreadable-event':
    case 'schema-changed':
      return 'outdated'
    case 'log-changed':
    case 'fold-mismatch':
    case 'epoch-changed':
    case 'chain-broken':
    case 'ahead':
      return 'rewritten'
    case 'document-too-large':
      return 'full'
    case 'body-too-large':
    case 'too-many-steps':
      return 'large'
    default:
      return 'faulty'
  }
}
