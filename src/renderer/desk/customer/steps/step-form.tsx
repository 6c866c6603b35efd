import type { CaseView } from '#shared/views/case.ts';
import type { StepForm as Which } from '../screen-state.ts';
import { ApologyForm } from './apology-form.tsx';
import { CauseForm } from './cause-form.tsx';
import { ExplanationForm } from './explanation-form.tsx';
import { SupervisorForm } from './supervisor-form.tsx';

/** The form of one step of a case. */
export function StepForm({ step, one, onClose }: { step: Which; one: CaseView; onClose: () => void }) {
  switch (step) {
    case 'apologise':
      return <ApologyForm one={one} onClose={onClose} />;
    case 'explain':
      return <ExplanationForm one={one} onClose={onClose} />;
    case 'find-cause':
      return <CauseForm one={one} onClose={onClose} />;
    case 'ask-supervisor':
    case 'answer-supervisor':
      return <SupervisorForm one={one} how={step} onClose={onClose} />;
  }
}
