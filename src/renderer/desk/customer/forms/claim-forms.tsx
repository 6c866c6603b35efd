import type { CaseView, ClaimView } from '#shared/views/case.ts';
import { ClaimCloseForm } from './claim-close-form.tsx';
import { ClaimHandOverForm } from './claim-hand-over-form.tsx';
import { ClaimLetterForm } from './claim-letter-form.tsx';
import { ClaimNoteForm } from './claim-note-form.tsx';

export type ClaimFormProps = { one: CaseView; claim: ClaimView; onClose: () => void };

type Props = {
  one: CaseView;
  form: 'claim-note' | 'claim-close' | 'claim-hand-over' | 'claim-letter';
  claimId: string;
  onClose: () => void;
};

/** The form about one claim that is open now. Of a claim that is gone from the view it shows nothing. */
export function ClaimForms({ one, form, claimId, onClose }: Props) {
  const claim = one.claims.find(({ id }) => id === claimId);
  if (!claim) return null;
  const props = { one, claim, onClose };
  switch (form) {
    case 'claim-note':
      return <ClaimNoteForm key={claimId} {...props} />;
    case 'claim-close':
      return <ClaimCloseForm key={claimId} {...props} />;
    case 'claim-hand-over':
      return <ClaimHandOverForm key={claimId} {...props} />;
    case 'claim-letter':
      return <ClaimLetterForm key={claimId} {...props} />;
  }
}
