import { type ActionName, actionNames } from '../../keys/actions.ts';
import { type Handler, runAction } from '../../keys/use-key.ts';
import type { PaletteAction } from './use-actions.ts';

const notListed = new Set<ActionName>(['palette', 'next', 'previous', 'save']);

type Words = { label: (name: ActionName) => string; key: (name: ActionName) => string | null };

/** Every bound key's action; what can be about several things, once for each of them. */
export function keyedActions(bound: readonly Handler[], { label, key }: Words): PaletteAction[] {
  return actionNames.flatMap((name) => {
    // Of several for one action the one that came last.
    const handler = notListed.has(name) ? undefined : bound.findLast(({ action }) => action === name);
    if (!handler) return [];
    const each = handler.each();
    if (each.length === 0)
      return [{ id: name, label: label(name), key: key(name), run: () => void runAction(name) }];
    return each.map((one, at) => ({
      id: `${name}-${one.id}`,
      label: `${label(name)} · ${one.label}`,
      // Its key does it with the first.
      key: at === 0 ? key(name) : null,
      run: one.run,
    }));
  });
}
