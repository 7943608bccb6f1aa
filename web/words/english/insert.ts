/** What the menu behind `/` offers. `also` holds other words people look for an entry by. */
export const insertWords = {
  insert: {
    label: 'Insert',
    groups: {
      text: 'Text',
      lists: 'Lists',
      blocks: 'Blocks',
      media: 'Pictures and files',
      references: 'References',
    },
    entries: {
      text: { label: 'Text', also: 'paragraph plain normal' },
      heading1: { label: 'Heading 1', also: 'h1 large title section' },
      heading2: { label: 'Heading 2', also: 'h2 medium subheading' },
      heading3: { label: 'Heading 3', also: 'h3 small subheading' },
      bullets: { label: 'Bulleted list', also: 'ul unordered points items' },
      numbers: { label: 'Numbered list', also: 'ol ordered steps' },
      tasks: { label: 'Task list', also: 'todo to-do checkbox checklist' },
      quote: { label: 'Quote', also: 'blockquote citation' },
      code: { label: 'Code block', also: 'program snippet pre monospace' },
      rule: { label: 'Dividing line', also: 'horizontal rule divider separator hr' },
      table: { label: 'Table', also: 'grid rows columns cells spreadsheet' },
      callout: { label: 'Callout', also: 'note tip hint important warning caution box highlight aside' },
      section: { label: 'Collapsible section', also: 'toggle details fold summary spoiler' },
      image: { label: 'Image', also: 'picture photo figure img' },
      emoji: { label: 'Emoji', also: 'smiley face symbol' },
      mention: { label: 'Mention somebody', also: 'person people name at' },
      document: { label: 'Link to a document', also: 'page reference wiki' },
      file: { label: 'File', also: 'upload attachment picture photo pdf document' },
      date: { label: 'Date of today', also: 'today now day calendar' },
    },
  },
} as const
