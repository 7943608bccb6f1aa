import { countOf } from './count-of.ts'

/** Where changes are, and the way to the server. */
export const savingWords = {
  save: {
    opening: 'Opening…',
    unreachable: 'Offline. The document opens when the server answers.',
    saved: 'Saved',
    saving: 'Saving…',
    reconnecting: 'Reconnecting…',
    offline: (kept: number) => (kept === 0 ? 'Offline' : `Offline, ${countOf(kept)} kept on this device`),
    offlineUnkept: (changes: number) => `Offline, ${countOf(changes)} not kept on this device`,
    waiting: (kept: number) => (kept === 0 ? 'Not sent yet' : `${countOf(kept)} kept on this device`),
    waitingUnkept: (changes: number) => `${countOf(changes)} not kept on this device`,
    notSaving: 'Not saving',
    reviewing: 'Waiting for your decision',
  },

  connection: {
    again: 'Try now',
    slow: 'Slow network: changes arrive a little later',
    why: 'Check my connection',
    back: 'Connected again. Everything is saved.',
    lost: 'The connection is lost. Your changes are kept on this device and sent when it returns.',
    lostUnkept: 'The connection is lost, and this browser keeps nothing. Leave this page open.',
  },

  trouble: {
    unreachable: 'Your changes do not reach the server. They are kept here and sent as soon as they do.',
    unknown:
      'Something between you and the server refuses your changes. They are kept here and sent when it lets them pass.',
    'in-trash': 'This document is in the trash. Your changes are kept here and sent when it is restored.',
    internal: 'The server has a problem. Your changes are kept here and tried again.',
    'shutting-down': 'The server is restarting. Your changes are kept here and sent when it is back.',
    'storage-failed': 'The server could not write to its disk. Your changes are kept here and tried again.',
    'storage-full': 'The server’s disk is full. Your changes are kept here until there is space.',
    'too-many-streams':
      'Too many pages are open at once, in this browser or on the server. Close those you do not need: this one goes on by itself, and your changes are kept here until then.',
    'too-many-requests': 'Many changes at once. They are kept here and sent a little slower.',
  },
} as const
