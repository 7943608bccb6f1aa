import * as v from 'valibot'
import { DocumentId } from './ids.ts'
import { Me } from './person.ts'

/** The most documents one question for titles may name. */
export const MAX_TITLES = 100

/** `GET /api/documents/:id/people`: who is here now, then who has written here lately. */
export const PeopleOfDocument = v.object({ people: v.array(Me) })
export type PeopleOfDocument = v.InferOutput<typeof PeopleOfDocument>

/** `GET /api/titles?documents=…`: what these documents are called now; those that are not there are left out. */
export const TitleList = v.object({ titles: v.array(v.object({ id: DocumentId, title: v.string() })) })
export type TitleList = v.InferOutput<typeof TitleList>
