/** What `events.kind` holds: changes of the text, and moves into the trash or out of it. */
export const EVENT_KINDS = { commit: 1, trash: 2 } as const

/** A kind of event, by its name on the wire. */
export type EventKind = keyof typeof EVENT_KINDS
