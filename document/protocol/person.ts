import * as v from 'valibot'
import { PersonId } from './ids.ts'

/** How many caret colours there are; a colour is an index into the palette of `web/styles/palette.css`. */
export const COLOURS = 12

const NAME_LIMIT = 60

/** A name a person chose: 1 to 60 characters after trimming, on one line. */
export const PersonName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(NAME_LIMIT),
  v.check(
    (name) => !/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(name),
    'one line of plain text',
  ),
)

export const Colour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(COLOURS - 1))

/** `GET /api/me`: who this browser is. */
export const Me = v.object({ id: PersonId, name: v.string(), colour: Colour })
export type Me = v.InferOutput<typeof Me>

/** `PUT /api/me`. */
export const PutMe = v.strictObject({ name: PersonName, colour: Colour })
export type PutMe = v.InferOutput<typeof PutMe>
