/** Which colours the page has. */
export const themeWords = {
  theme: {
    label: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'As on this device',
  },
} as const
