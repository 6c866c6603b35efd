import type { CommandAsk } from '#shared/case/commands.ts';
import { refusalOf } from '#shared/case/decide.ts';
import type { StreamState } from '#shared/case/fold.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { CaseView } from '#shared/views.ts';

/** Why this ask would be refused for this case as the screen knows it, or null. Rules live in `decide` alone. */
export function refusalFor(view: CaseView, ask: CommandAsk): Refusal | null {
  return refusalOf(streamOf(view), ask);
}

function streamOf(view: CaseView): StreamState {
  const { pending: _pending, promises, owner, spokeTo, tried, ...same } = view;
  return {
    case: {
      ...same,
      owner: owner.id,
      spokeTo: spokeTo.map((who) => who.id),
      tried: tried.map((one) => ({ ...one, by: one.by.id })),
      lastAt: view.lastContactAt ?? view.openedAt,
    },
    promises: promises.map((promise) => ({
      id: promise.id,
      text: promise.text,
      until: promise.until,
      state: promise.state,
      by: promise.by.id,
      at: promise.madeAt,
    })),
  };
}
