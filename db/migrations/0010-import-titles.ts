/**
 * What an import was answered holds no titles any more: they are looked up, so that those of documents that were deleted
 * for ever are gone.
 */
export const SQL = `
UPDATE imports SET answer = json_set(answer, '$.documents', json((
  SELECT json_group_array(json_object('id', value ->> 'id')) FROM json_each(answer, '$.documents')
))) WHERE answer IS NOT NULL;
`
