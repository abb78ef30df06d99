/**
 * The one theme: one accent, neutral greys, figures of equal width, no serif.
 * Shade 8 of the accent carries text on white at 5.5 : 1 and white text on itself, which is why it is the primary shade.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const harbor: MantineColorsTuple = [
  '#e8f4f8',
  '#d5e8ef',
  '#acd2e0',
  '#7ebacf',
  '#59a7c1',
  '#419ab9',
  '#2c8cad',
  '#1b7b9b',
  '#0f6b8a',
  '#075a76',
]

/** Neutral, hue-free: status tones are the only colors on a page besides the accent. */
const gray: MantineColorsTuple = [
  '#f8f8f8',
  '#f2f2f3',
  '#e7e8ea',
  '#dadbde',
  '#c4c6ca',
  '#9fa2a8',
  '#6c7078',
  '#54585f',
  '#383b41',
  '#1f2124',
]

const dark: MantineColorsTuple = [
  '#d3d5d9',
  '#b4b7bd',
  '#9a9ea6',
  '#6a6e76',
  '#3c3f45',
  '#303338',
  '#26282c',
  '#1d1f22',
  '#17181a',
  '#101113',
]

const SYSTEM_FONTS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Armenian", "PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Helvetica Neue", Arial, sans-serif'

export const theme = createTheme({
  primaryColor: 'harbor',
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { harbor, gray, dark },
  fontFamily: SYSTEM_FONTS,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontFamily: SYSTEM_FONTS, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: {
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.3 } },
      styles: { title: { fontWeight: 650, fontSize: 18, overflowWrap: 'anywhere' } },
    },
    Tooltip: { defaultProps: { openDelay: 250, multiline: true, maw: 320 } },
  },
})

/** Mantine's dimmed text and borders are too faint for AA; these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c6068',
    '--mantine-color-placeholder': '#6c7078',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0a6280',
    '--mantine-color-default-border': '#c4c6ca',
  },
  dark: {
    '--mantine-color-dimmed': '#a5a9b0',
    '--mantine-color-placeholder': '#8d9199',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-anchor': '#7cc4de',
    '--mantine-color-body': '#17181a',
    '--mantine-color-default-border': '#44484f',
  },
})
