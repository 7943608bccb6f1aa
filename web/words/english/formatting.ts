/** Kinds of blocks and formats of text. */
export const formattingWords = {
  format: {
    label: 'Formatting',
    block: 'Kind of block',
    title: 'Title',
    kinds: {
      text: 'Text',
      heading1: 'Heading 1',
      heading2: 'Heading 2',
      heading3: 'Heading 3',
      bullets: 'Bulleted list',
      numbers: 'Numbered list',
      tasks: 'Task list',
      quote: 'Quote',
      code: 'Code block',
    },
    strong: 'Bold',
    em: 'Italic',
    underline: 'Underline',
    strike: 'Strikethrough',
    code: 'Code',
    link: 'Link',
    image: 'Image',
    rule: 'Dividing line',
    undo: 'Undo',
    redo: 'Redo',
    language: 'Language',
  },

  link: {
    heading: 'Link',
    address: 'Address',
    hint: 'https://example.org',
    refused: 'This is not an address a link may point to. Use http, https, mailto or tel.',
    apply: 'Apply',
    remove: 'Remove link',
    cancel: 'Cancel',
  },

  image: {
    heading: 'Image',
    address: 'Address of the picture',
    alt: 'Description, for those who cannot see it',
    refused: 'This is not an address a picture can come from. Use http or https.',
    insert: 'Insert',
    cancel: 'Cancel',
  },
} as const
