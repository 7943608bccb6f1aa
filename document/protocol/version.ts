/**
 * The version of the document's schema, the step rules and the rebase together, named in every commit. A
 * client and a server with different ones could read the same steps differently, so the server answers 409.
 *
 * History: `1` title, paragraphs, headings, lists, tasks, quotes, code, rules, images; MAP_BIAS -1.
 * `2` tables, callouts, collapsible sections, figures, attachments, mentions, links to documents; moves.
 * `3` highlighted and coloured words, superscript, subscript; the alignment of paragraphs and headings.
 */
export const SCHEMA_VERSION = '3'
