/** What a new document can begin as. */
export const TEMPLATES = ['meeting', 'project', 'decision', 'week', 'lesson', 'trip'] as const
export type TemplateName = (typeof TEMPLATES)[number]

/** Templates as Markdown; `today` is the day in words, as a person of that language writes it. */
export type TemplateTexts = Readonly<Record<TemplateName, (today: string) => string>>
