/** Residue that its author put aside is kept for a while, so that it can be had back. */
export const SQL = `
ALTER TABLE residue ADD COLUMN dismissed_at INTEGER;

CREATE INDEX residue_by_dismissal ON residue (dismissed_at) WHERE dismissed_at IS NOT NULL;
`
