/** Which colours the page has. */
export const themeWords = {
  theme: {
    label: 'Theme',
    light: 'Light',
    dark: 'Dark',
    system: 'System',
  },
} as const
