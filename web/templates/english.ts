import type { TemplateTexts } from './template.ts'

export const english: TemplateTexts = {
  meeting: (today) => `# Meeting, ${today}

**Present:**

**Aim of this meeting:** one sentence that says when it was worth it.

## Agenda

1. What has happened since last time
2.
3.

## Notes

-

## Decisions

-

## To do

- [ ] Who does what, by when
- [ ]
`,
  project: (today) => `# Project plan

*Last looked through on ${today}*

## Aim

What will be different for whom when this is done? Two or three sentences that a stranger understands.

## Not part of it

- What somebody might expect, and will not get

## Milestones

| When | What is finished | Who |
| ---- | ---------------- | --- |
|      |                  |     |
|      |                  |     |
|      |                  |     |

## Risks

- **What could go wrong:** how we notice it, and what we do then

## People

- **Decides:**
- **Does the work:**
- **Wants to be told:**

## Next steps

- [ ]
- [ ]
`,
  decision: (today) => `# Decision:

**Date:** ${today}\\
**Decided by:**\\
**Status:** proposed

## Context

What makes a decision necessary now? What is known, and what is assumed?

## Options

### First option

- In favour:
- Against:

### Second option

- In favour:
- Against:

### Leave it as it is

- In favour:
- Against:

## Choice

We choose … because …

## Price

What we give up by it, and whom it costs something.

## When to look at it again

What would have to happen for this to be wrong?
`,
  week: (today) => `# Week of ${today}

## What went well

-

## What did not

-

## What I learned

> One sentence is enough.

## Left over

- [ ]

## Three things for next week

1.
2.
3.

## Not next week

What I leave alone on purpose:
`,
  lesson: (today) => `# Lesson:

**Class:**\\
**Date:** ${today}\\
**Length:** 45 minutes

## Goals

At the end everyone can …

1.
2.

## What they bring along

What has to be known before, and how I find out whether it is:

## Timetable

| Minutes | What happens | Form | Material |
| ------- | ------------ | ---- | -------- |
| 5       | Beginning    | all  |          |
| 15      | New          | all  |          |
| 20      | Practice     | pairs |         |
| 5       | Looking back | all  |          |

## If there is time left

-

## Homework

- [ ]

## Afterwards

What worked, and what I change next time:
`,
  trip: (today) => `# Trip to

*Begun on ${today}. Everyone who comes along may write here.*

**From – to:**\\
**Who comes:**

## Days

### First day

-

### Second day

-

## Bookings

| What | When | Number | Paid by | Cost |
| ---- | ---- | ------ | ------- | ---- |
| Journey |   |        |         |      |
| Bed     |   |        |         |      |

## To pack

- [ ] Papers
- [ ] Chargers
- [ ] Medicine
- [ ]

## Good to know

- Address of where we stay:
- In an emergency:
`,
}
