import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Ink, the thread, the green of answering, and a dark ground with a little blue in it. Ten shades each, light to dark. */
const ink = [
  '#eef6f8',
  '#d9e9ee',
  '#b3d2dc',
  '#86b8c8',
  '#5f9fb3',
  '#43879d',
  '#2f6f86',
  '#1f5a70',
  '#17495c',
  '#103747',
] as const;
const thread = [
  '#fdf0f2',
  '#fadfe3',
  '#f3bac3',
  '#ec93a1',
  '#e06c80',
  '#d24c64',
  '#c2364f',
  '#b02a42',
  '#8f2036',
  '#6f1729',
] as const;
const answer = [
  '#e9f7ee',
  '#d2ecdb',
  '#a6dab8',
  '#79c794',
  '#54b577',
  '#3ba063',
  '#237a47',
  '#1c6338',
  '#164f2d',
  '#103b22',
] as const;
const dark = [
  '#dde3e8',
  '#bcc6ce',
  '#a3afb8',
  '#6b7883',
  '#3c4750',
  '#2e3840',
  '#222a31',
  '#1a2127',
  '#13191e',
  '#0d1216',
] as const;

/** Dense and calm: a desk is looked at for eight hours. Only fonts that the computer has. */
export const theme = createTheme({
  colors: { ink, thread, answer, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  autoContrast: false,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // Its own is 10 px and under the ring of a field that has the focus.
    InputWrapper: { styles: { description: { fontSize: 11, marginBottom: 4 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, overlayProps: { backgroundOpacity: 0.4 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    // the placeholder is a focusable child of the menu that is no entry: screen readers count it
    Menu: {
      defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', withInitialFocusPlaceholder: false },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, openDelay: 400 } },
  },
});

const ours = {
  '--mantine-color-text': 'var(--hilo-text)',
  '--mantine-color-dimmed': 'var(--hilo-quiet)',
  '--mantine-color-placeholder': 'var(--hilo-quiet)',
  '--mantine-color-error': 'var(--hilo-bad)',
  '--mantine-color-body': 'var(--hilo-paper)',
  '--mantine-color-default-border': 'var(--hilo-line-strong)',
  '--mantine-color-default-color': 'var(--hilo-text)',
  '--mantine-color-ink-light': 'var(--hilo-ink-ground)',
  '--mantine-color-ink-light-hover': 'var(--hilo-ink-hover)',
  '--mantine-color-ink-light-color': 'var(--hilo-ink)',
};

/**
 * Mantine's quiet text is too pale on white to be read all day (3.3 to 1). Given for both themes: what is given for all yields to
 * Mantine's own of a theme.
 */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
