/** The full-text table overwrites the words of a part that is removed; otherwise it only marks them as gone. */
export const SQL = `
INSERT INTO text_parts (text_parts, rank) VALUES ('secure-delete', 1);
`
