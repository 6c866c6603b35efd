import { useKey } from '../../keys/use-key.ts';
import { tellDone, tellRefusal } from '../../live/notices.ts';
import { useAbsences } from '../absence/use-absences.ts';
import { CaseKeys } from './case-keys.tsx';
import { offerAsk, refusalFor, takeAsk } from './cases/can.ts';
import { currentCase, likelyCase } from './cases/current-case.ts';
import { useTake } from './cases/use-take.ts';
import { copyText } from './copy-button.tsx';
import { solveAsk } from './forms/solving.ts';
import { useScreen } from './screen-context.ts';
import type { Form } from './screen-state.ts';
import { useChosen } from './screens.ts';
import { caseNumber } from './story/entry-words.ts';

/** The keys of the whole screen. Those of the story and of the forms are bound where they act. */
export function ScreenKeys() {
  const { view, act, say, self } = useScreen();
  const { take } = useTake();
  const { standIn } = useAbsences(view.team);
  const entryCase = useChosen((state) => state.entryCase);
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const current = currentCase(view, { entryCase: entryCase, aboutOrder: aboutOrder });
  const target = entryCase ?? likelyCase(view, aboutOrder)?.id ?? null;

  useKey('newCase', () => act({ move: 'write', form: { form: 'new-case' } }));
  useKey('note', () => act({ move: 'write', form: { form: 'note', caseId: target, about: 'note' } }));
  useKey('claim', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    act({ move: 'write', form: { form: 'claim', caseId: current.id } });
  });
  useKey('attach', () => act({ move: 'write', form: { form: 'attach', caseId: target } }));
  useKey('remark', () => act({ move: 'write', form: { form: 'remark', remarkId: null } }));
  useKey('contactPoint', () => act({ move: 'write', form: { form: 'point' } }));
  useKey('preferred', () => act({ move: 'write', form: { form: 'preferred' } }));
  useKey('reveal', () => act({ move: 'write', form: { form: 'reveal' } }), { enabled: view.masked });
  useKey('samePerson', () => act({ move: 'write', form: { form: 'same', otherId: null } }));
  useKey('promise', () => act({ move: 'write', form: { form: 'promise', caseId: target } }));
  useKey('status', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    const base = { customerId: current.customerId, caseId: current.id };
    const open = current.status === 'open';
    const refusal = refusalFor(
      current,
      open ? solveAsk(current) : { ...base, type: 'case.reopen', data: { why: '' } },
      self,
    );
    if (refusal) return tellRefusal(refusal);
    act({ move: 'write', form: { form: open ? 'solve' : 'reopen', caseId: current.id } });
  });
  useKey('take', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    const refusal = refusalFor(current, takeAsk(current), self);
    if (refusal) return tellRefusal(refusal);
    // Who was asked, or stands in for its owner, has been told whose it is; everybody else reads it first.
    if (current.offer?.to.id !== self && standIn(current.owner.id) !== self)
      return act({ move: 'write', form: { form: 'take', caseId: current.id } });
    void take(current);
  });
  useKey('handOver', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    const refusal = refusalFor(current, offerAsk(current, '', ''), self);
    if (refusal) return tellRefusal(refusal);
    act({ move: 'write', form: { form: 'hand-over', caseId: current.id } });
  });
  /** Forms about the case in hand, from the palette. */
  const about = (form: (caseId: string) => Form) => () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    act({ move: 'write', form: form(current.id) });
  };
  useKey('give', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    if (current.status === 'solved') return tellRefusal({ code: 'already-solved' });
    act({ move: 'write', form: { form: 'give', caseId: current.id } });
  });
  useKey(
    'classify',
    about((caseId) => ({ form: 'classify', caseId })),
  );
  useKey(
    'apologise',
    about((caseId) => ({ form: 'step', caseId, step: 'apologise' })),
  );
  useKey(
    'explain',
    about((caseId) => ({ form: 'step', caseId, step: 'explain' })),
  );
  useKey(
    'findCause',
    about((caseId) => ({ form: 'step', caseId, step: 'find-cause' })),
  );
  useKey(
    'askSupervisor',
    about((caseId) => ({ form: 'step', caseId, step: 'ask-supervisor' })),
  );
  useKey('copyNumber', () => {
    if (!current) return tellRefusal({ code: 'case-needed' });
    void copyText(current.number).then((done) => {
      if (done) tellDone(say.t('cases.copied', { number: caseNumber(current.number) }));
    });
  });
  return current ? <CaseKeys one={current} /> : null;
}
