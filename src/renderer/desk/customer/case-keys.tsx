import { mayExport } from '#shared/audit/record.ts';
import type { CaseView, ClaimView } from '#shared/views/case.ts';
import { type About, useKey, useKeyOf } from '../../keys/use-key.ts';
import { useSaveFile } from '../../live/use-save-file.ts';
import { useDesk } from '../shell/desk-context.ts';
import { endOfferAsk, refusalFor } from './cases/can.ts';
import { useTellKey } from './cases/case-record.tsx';
import { offerClaimAsk, takeClaimAsk } from './cases/claim-asks.ts';
import { claimName } from './cases/claim-name.ts';
import { useSave } from './forms/use-save.ts';
import { type Answering, mayAnswer, readAnswerAsk } from './recovery/answer-ask.ts';
import { whatOf } from './recovery/what-of.ts';
import { useScreen } from './screen-context.ts';
import type { Form } from './screen-state.ts';

/** What the case in hand has a button for and no key of its own: by name in the palette, while it can be done. */
export function CaseKeys({ one }: { one: CaseView }) {
  const { say, act, self } = useScreen();
  const { person } = useDesk();
  const { save } = useSave();
  const { save: saveFile } = useSaveFile();
  const { tell } = useTellKey(one);
  const { id: caseId, customerId, steps } = one;
  const write = (form: Form) => () => act({ move: 'write', form });
  const isOpen = one.status === 'open';
  const noOffer = endOfferAsk(one, 'withdrawn', '');

  useKey('letter', write({ form: 'letter', caseId }));
  useKey('linkOrder', write({ form: 'link', caseId }));
  useKey('caseStory', () => act({ move: 'go', target: { to: 'story', filter: { caseId } } }));
  useKey('tellNumber', () => void tell(), { enabled: one.keyTold === null });
  useKey('saveRecord', () => void saveFile({ ask: 'save-audit', customerId, caseId }), {
    enabled: mayExport(person, one.owner.id),
  });
  useKey('declineCase', write({ form: 'decline', caseId }), {
    enabled: isOpen && one.offer?.to.id === self,
  });
  useKey('withdrawOffer', () => void save([noOffer], [say.t('owner.withdrawn')]), {
    enabled: one.owner.id === self && refusalFor(one, noOffer, self) === null,
  });
  useKey('answerSupervisor', write({ form: 'step', caseId, step: 'answer-supervisor' }), {
    enabled: person.role === 'supervisor' && steps.supervisor?.answer === null,
  });
  const answers = (answer: Answering) =>
    one.compensations.flatMap((each) => {
      const { compensationId, state } = each;
      const isAsked = answer === 'withdraw' || state === 'requested';
      if (!isAsked || !mayAnswer(one, compensationId, answer, person)) return [];
      return [
        {
          id: compensationId,
          label: whatOf(each, say),
          run: write({ form: 'answer-request', caseId, compensationId, answer }),
        },
      ];
    });
  // To where its buttons are: it is ended with one of three, and read before.
  useKeyOf(
    'endPromise',
    one.promises
      .filter(({ state }) => state === 'pending')
      .map(({ id, text }) => ({
        id,
        label: text,
        run: () => {
          act({ move: 'go', target: { to: 'case', caseId } });
          act({ move: 'go', target: { to: 'promise', promiseId: id } });
        },
      })),
  );
  useKeyOf('answerRequest', answers('approve'));
  useKeyOf('takeBack', answers('withdraw'));
  useKeyOf(
    'readAnswer',
    one.compensations
      .filter(({ unread, by }) => unread === true && by.id === self)
      .map((each) => ({
        id: each.compensationId,
        label: whatOf(each, say),
        run: () => void save([readAnswerAsk(one, each.compensationId)], [say.t('recovery.answer.wasRead')]),
      })),
  );
  return <ClaimKeys one={one} />;
}

/** The same of its claims: those that this person sees to first, then those that are open. */
function ClaimKeys({ one }: { one: CaseView }) {
  const { say, act, self } = useScreen();
  const { save } = useSave();
  const rank = ({ status, owner }: ClaimView) => (status !== 'open' ? 2 : owner.id === self ? 0 : 1);
  const claims = one.claims.toSorted((a, b) => rank(a) - rank(b));
  const open = claims.filter(({ status }) => status === 'open');
  const mine = open.filter(({ owner }) => owner.id === self);
  const each = (of: readonly ClaimView[], run: (claim: ClaimView) => void): About[] =>
    of.map((claim) => ({
      id: claim.id,
      label: claimName(claim, say),
      run: () => run(claim),
    }));
  const write =
    (form: 'claim-note' | 'claim-letter' | 'claim-close' | 'claim-hand-over') =>
    ({ id: claimId }: ClaimView) =>
      act({ move: 'write', form: { form, caseId: one.id, claimId } });
  const mayTake = open.filter(
    (claim) => claim.owner.id !== self && refusalFor(one, takeClaimAsk(one, claim), self) === null,
  );
  useKeyOf('claimNote', each(claims, write('claim-note')));
  useKeyOf('claimLetter', each(claims, write('claim-letter')));
  useKeyOf('claimClose', each(open, write('claim-close')));
  useKeyOf('claimHandOver', each(mine, write('claim-hand-over')));
  useKeyOf(
    'claimTake',
    each(mayTake, (claim) => void save([takeClaimAsk(one, claim)], [say.t('claims.taken')])),
  );
  useKeyOf(
    'claimDecline',
    each(
      open.filter(({ offer }) => offer?.to.id === self),
      (claim) => void save([offerClaimAsk(one, claim, null, '')], [say.t('claims.declined')]),
    ),
  );
  return null;
}
