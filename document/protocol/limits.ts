/** The largest request body, in bytes. */
export const BODY_LIMIT_BYTES = 4_194_304

/** The largest file, in bytes, where the administrator says nothing else: 25 MiB. */
export const FILE_LIMIT_BYTES = 26_214_400

/** The largest file of Word that is read, in bytes. */
export const DOCX_LIMIT_BYTES = 16_777_216

/** The largest archive, in bytes, where the administrator says nothing else: 2 GiB. */
export const ARCHIVE_LIMIT_BYTES = 2_147_483_648

/** The most expanded steps one commit may hold. */
export const MAX_STEPS = 5_000

/** The most events one JSON page of a log holds. */
export const PAGE_EVENTS = 500

/** About how many bytes of event bodies one JSON page, or one batch of a catching-up stream, holds. */
export const PAGE_BYTES = 262_144

/** Between two heartbeats of a stream that is otherwise silent. */
export const HEARTBEAT_MS = 15_000

/** The longest long-poll wait a caller may ask for, in seconds. */
export const MAX_WAIT_S = 25

/** How long text that its author put aside can still be had back. */
export const KEPT_TEXT_MS = 30 * 24 * 60 * 60 * 1_000
