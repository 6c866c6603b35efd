import { AttachForm } from '../files/attach-form.tsx';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import { ClaimForm } from './claim-form.tsx';
import { ClaimForms } from './claim-forms.tsx';
import { ClassifyForm } from './classify-form.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { LinkForm } from './link-form.tsx';
import { NewCaseDialog } from './new-case-dialog.tsx';
import { NoteForm } from './note-form.tsx';
import { PromiseForm } from './promise-form.tsx';
import { SolveForm } from './solve-form.tsx';
import { StatusForm } from './status-form.tsx';
import { TakeForm } from './take-form.tsx';

/** The form that is open now. A form about a case that is gone from the view shows nothing. */
export function OpenForm({ form }: { form: Form }) {
  const { view, act } = useScreen();
  const close = () => act({ move: 'write', form: null });
  const one = 'caseId' in form ? view.cases.find((each) => each.id === form.caseId) : undefined;
  switch (form.form) {
    case 'new-case':
      return <NewCaseDialog onClose={close} />;
    case 'attach':
      return <AttachForm caseId={form.caseId} onClose={close} />;
    case 'note':
      return <NoteForm key={form.caseId} caseId={form.caseId} about={form.about} onClose={close} />;
    case 'promise':
      return <PromiseForm key={form.caseId} caseId={form.caseId} onClose={close} />;
    case 'hand-over':
      return one ? <HandOverForm key={one.id} one={one} onClose={close} /> : null;
    case 'take':
      return one ? <TakeForm key={one.id} one={one} onClose={close} /> : null;
    case 'solve':
      return one ? <SolveForm key={one.id} one={one} onClose={close} /> : null;
    case 'reopen':
    case 'decline':
      return one ? <StatusForm key={one.id} one={one} how={form.form} onClose={close} /> : null;
    case 'claim':
      return one ? <ClaimForm key={one.id} one={one} onClose={close} /> : null;
    case 'claim-note':
    case 'claim-close':
    case 'claim-hand-over':
    case 'claim-letter':
      return one ? <ClaimForms one={one} form={form.form} claimId={form.claimId} onClose={close} /> : null;
    case 'classify':
      return one ? <ClassifyForm key={one.id} one={one} onClose={close} /> : null;
    case 'link':
      return one ? <LinkForm key={one.id} one={one} onClose={close} /> : null;
  }
}
