import { countOf } from './count-of.ts'

/** Where changes are, and the way to the server. */
export const savingWords = {
  save: {
    opening: 'Opening…',
    unreachable: 'Offline. The document opens once the server responds.',
    saved: 'Saved',
    saving: 'Saving…',
    reconnecting: 'Reconnecting…',
    offline: 'Offline, saving on this device…',
    offlineKept: 'Offline, saved on this device',
    offlineUnkept: (changes: number) => `Offline, ${countOf(changes)} not saved`,
    waiting: 'Saving on this device…',
    waitingKept: 'Saved on this device',
    waitingUnkept: (changes: number) => `${countOf(changes)} not saved`,
    notSaving: 'Not saving',
    reviewing: 'Waiting for your decision',
  },

  connection: {
    again: 'Try now',
    slow: 'Slow network: changes may arrive late',
    why: 'Check my connection',
    back: 'Back online. Everything is saved.',
    lost: 'Connection lost. Your changes are saved on this device and will sync when it’s back.',
    lostUnkept: 'Connection lost, and this browser can’t store changes. Keep this page open.',
  },

  /** Why changes wait, each followed by where they are meanwhile. */
  trouble: {
    unreachable: 'Can’t reach the server.',
    unknown: 'Something between you and the server is blocking your changes.',
    'in-trash': 'This document is in the trash.',
    internal: 'The server has a problem.',
    'shutting-down': 'The server is restarting.',
    'storage-failed': 'The server couldn’t write to its disk.',
    'storage-full': 'The server’s disk is full.',
    'too-many-streams':
      'Too many pages are open, in this browser or on the server. Close any you don’t need and this one carries on.',
    'too-many-requests': 'Too many changes at once: they’re sent a little slower.',
  },
  meanwhile: {
    kept: 'Your changes are saved on this device and will sync.',
    unkept: 'Your changes are in this tab only: keep it open.',
  },
} as const
