import { askSession } from '../../live/session.ts';
import { demoCallers } from './demo-callers.ts';

/**
 * Makes the demo company's phone ring from this number; null takes the first of the list. The focus leaves whatever was
 * pressed for it, as it would when a real phone rings beside the keyboard.
 */
export async function ringDemo(from: string | null): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await askSession({ ask: 'demo-ring', from: from ?? demoCallers[0].from });
}
