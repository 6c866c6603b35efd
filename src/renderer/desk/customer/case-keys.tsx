import { mayExport } from '#shared/audit/record.ts';
import { mayAsk } from '#shared/case/decide.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useKey } from '../../keys/use-key.ts';
import { useSaveFile } from '../../live/use-save-file.ts';
import { useDesk } from '../shell/desk-context.ts';
import { endOfferAsk, refusalFor } from './cases/can.ts';
import { useTellKey } from './cases/case-record.tsx';
import { offerClaimAsk, takeClaimAsk } from './cases/claim-asks.ts';
import { useSave } from './forms/use-save.ts';
import { answerAsk } from './recovery/answer-ask.ts';
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
  const requested = one.compensations.find(({ state }) => state === 'requested');
  const approve = requested && answerAsk(one, requested.compensationId, 'approve', '');

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
  useKey(
    'answerRequest',
    () =>
      requested &&
      act({
        move: 'write',
        form: {
          form: 'answer-request',
          caseId,
          compensationId: requested.compensationId,
          answer: 'approve',
        },
      }),
    {
      enabled:
        approve !== undefined && mayAsk(approve.type, person.role) && refusalFor(one, approve, self) === null,
    },
  );
  return <ClaimKeys one={one} />;
}

/** The same of its claim: the one that this person sees to, else the first that is open. */
function ClaimKeys({ one }: { one: CaseView }) {
  const { say, act, self } = useScreen();
  const { save } = useSave();
  const open = one.claims.filter(({ status }) => status === 'open');
  const claim = open.find(({ owner }) => owner.id === self) ?? open[0] ?? one.claims[0];
  const isOpen = claim?.status === 'open';
  const isMine = claim?.owner.id === self;
  const write = (form: 'claim-note' | 'claim-letter' | 'claim-close' | 'claim-hand-over') => () =>
    claim && act({ move: 'write', form: { form, caseId: one.id, claimId: claim.id } });
  const take = claim && takeClaimAsk(one, claim);
  const end = claim && offerClaimAsk(one, claim, null, '');
  const isAsked = claim?.offer?.to.id === self;
  useKey('claimNote', write('claim-note'), { enabled: claim !== undefined });
  useKey('claimLetter', write('claim-letter'), { enabled: claim !== undefined });
  useKey('claimClose', write('claim-close'), { enabled: isOpen });
  useKey('claimHandOver', write('claim-hand-over'), { enabled: isOpen && isMine });
  useKey('claimTake', () => take && void save([take], [say.t('claims.taken')]), {
    enabled: isOpen && !isMine && take !== undefined && refusalFor(one, take, self) === null,
  });
  useKey('claimDecline', () => end && void save([end], [say.t('claims.declined')]), {
    enabled: isOpen && isAsked,
  });
  return null;
}
