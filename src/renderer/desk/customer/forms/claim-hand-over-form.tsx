import { offerClaimAsk } from '../cases/claim-asks.ts';
import { useScreen } from '../screen-context.ts';
import { AskColleague } from './ask-colleague.tsx';
import type { ClaimFormProps } from './claim-forms.tsx';

/** Asks a colleague to see to a claim. The customer's case stays with its owner. */
export function ClaimHandOverForm({ one, claim, onClose }: ClaimFormProps) {
  const { say } = useScreen();
  return (
    <AskColleague
      draftKey={`claim-hand-over.${claim.id}`}
      title={say.t('claims.handOverTitle', { name: claim.name })}
      subject={one.subject}
      hint={say.t('claims.handOverHint')}
      askOf={(to, why) => offerClaimAsk(one, claim, to, why)}
      onClose={onClose}
    />
  );
}
