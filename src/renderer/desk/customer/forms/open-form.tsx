import { AttachForm } from '../files/attach-form.tsx';
import { AnswerForm } from '../recovery/answer-form.tsx';
import { GiveForm } from '../recovery/give-form.tsx';
import { LetterForm } from '../recovery/letter-form.tsx';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import { StepForm } from '../steps/step-form.tsx';
import { ClaimForm } from './claim-form.tsx';
import { ClaimForms } from './claim-forms.tsx';
import { ClassifyForm } from './classify-form.tsx';
import { EraseForm } from './erase-form.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { LinkForm } from './link-form.tsx';
import { NewCaseDialog } from './new-case-dialog.tsx';
import { NoteForm } from './note-form.tsx';
import { PointForm } from './point-form.tsx';
import { PreferredForm } from './preferred-form.tsx';
import { PromiseForm } from './promise-form.tsx';
import { RemarkForm } from './remark-form.tsx';
import { RevealForm } from './reveal-form.tsx';
import { SameDialog } from './same-dialog.tsx';
import { SolveForm } from './solve-form.tsx';
import { StatusForm } from './status-form.tsx';
import { TakeForm } from './take-form.tsx';
import { UnlinkForm } from './unlink-form.tsx';

/** The form that is open now. A form about a case that is gone from the view shows nothing. */
export function OpenForm({ form }: { form: Form }) {
  const { view, act } = useScreen();
  const close = () => act({ move: 'close', form });
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
    case 'step':
      return one ? (
        <StepForm key={`${form.step} ${one.id}`} step={form.step} one={one} onClose={close} />
      ) : null;
    case 'classify':
      return one ? <ClassifyForm key={one.id} one={one} onClose={close} /> : null;
    case 'remark':
      return <RemarkForm key={form.remarkId} remarkId={form.remarkId} onClose={close} />;
    case 'point':
      return <PointForm onClose={close} />;
    case 'preferred':
      return <PreferredForm onClose={close} />;
    case 'reveal':
      return <RevealForm onClose={close} />;
    case 'erase':
      return <EraseForm onClose={close} />;
    case 'same':
      return <SameDialog otherId={form.otherId} onClose={close} />;
    case 'unlink':
      return <UnlinkForm key={form.recordId} recordId={form.recordId} onClose={close} />;
    case 'letter':
      return one ? <LetterForm key={one.id} one={one} onClose={close} /> : null;
    case 'give':
      return one ? <GiveForm key={one.id} one={one} onClose={close} /> : null;
    case 'answer-request': {
      const { compensationId, answer } = form;
      const about = { compensationId, answer, onClose: close };
      return one ? <AnswerForm key={`${answer} ${compensationId}`} one={one} {...about} /> : null;
    }
    case 'link':
      return one ? <LinkForm key={one.id} one={one} onClose={close} /> : null;
  }
}
