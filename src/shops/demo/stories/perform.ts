import type { CaseKind } from '#shared/case/words.ts';
import { fill } from '../fill.ts';
import type { Pen } from '../pen.ts';
import { isRighting, righter } from './righting.ts';
import type { Beat, Deed, Story, When } from './story.ts';

export type Stage = {
  pen: Pen;
  moment: (when: When) => number;
  orderIds: ReadonlyMap<string, string>;
  /** Filled with case numbers as cases are opened. */
  slots: { [slot: string]: string };
  /** The customer's number, E.164. */
  number: string | null;
  /** Of the amounts, ISO 4217. */
  currency: string;
};

/** Writes the beats of a story in their order. @throws RangeError when a story names what it has not told. */
export function perform(story: Story, stage: Stage): void {
  const cases = new Map<string, string>();
  const kinds = new Map<string, CaseKind>();
  const pledges = new Map<string, string>();
  const known = <T>(map: ReadonlyMap<string, T>, key: string): T => {
    const value = map.get(key);
    if (value === undefined) throw new RangeError(`the story of ${story.key} does not know ${key} yet`);
    return value;
  };
  const right = righter(stage, known);
  const { pen, moment, orderIds, slots } = stage;
  for (const beat of story.beats) {
    const start = moment(beat.at);
    for (const deed of beat.deeds) {
      if (deed.do !== 'open' || beat.about === null) continue;
      const orderId = deed.order === null ? null : known(orderIds, deed.order);
      const about = {
        subject: fill(deed.subject, slots),
        words: fill(deed.words, slots),
        kind: deed.kind,
        orderId,
      };
      const opened = pen.open(start, beat.by, about);
      cases.set(beat.about, opened.caseId);
      kinds.set(opened.caseId, deed.kind);
      slots[`#${beat.about}`] = opened.number;
    }
    const caseId = beat.about === null ? null : known(cases, beat.about);
    let at = talk(stage, beat, caseId, start);
    for (const deed of beat.deeds) {
      if (deed.do === 'open') continue;
      at += 25_000;
      act(deed, at, beat, caseId);
    }
  }

  function act(deed: Exclude<Deed, { do: 'open' }>, at: number, { by }: Beat, caseId: string | null): void {
    if (deed.do === 'promise') {
      pledges.set(deed.key, pen.promise(at, by, caseId, fill(deed.text, slots), moment(deed.until)));
    } else if (deed.do === 'kept' || deed.do === 'broken' || deed.do === 'cancelled') {
      pen.ended(at, by, caseId, known(pledges, deed.key), deed.do, fill(deed.text, slots));
    } else if (deed.do === 'note' || deed.do === 'tried') {
      pen.note(at, by, caseId, fill(deed.text, slots), deed.do);
    } else if (caseId === null) {
      throw new RangeError(`the story of ${story.key} does ${deed.do} without a case`);
    } else if (isRighting(deed)) {
      right(deed, at, by, { caseId, kind: known(kinds, caseId) });
    } else if (deed.do === 'link') {
      pen.link(at, by, caseId, known(orderIds, deed.order));
    } else if (deed.do === 'solve') pen.solve(at, by, caseId, fill(deed.text, slots));
    else pen.reopen(at, by, caseId, fill(deed.text, slots));
  }
}

/** Returns when the conversation ended; where there was none, when the beat began. */
function talk({ pen, number }: Stage, { talk, by }: Beat, caseId: string | null, at: number): number {
  if (!talk) return at;
  const rings = talk.channel === 'call' ? number : null;
  return pen.talk({ at, by, caseId, number: rings, ...talk });
}
