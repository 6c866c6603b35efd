import { Button, CloseButton } from '@mantine/core';
import type { CaseView } from '#shared/views/case.ts';
import { TieButton } from '../../incidents/incident-banner.tsx';
import { useTouching } from '../../incidents/use-touching.ts';
import { useTellKey } from '../cases/case-record.tsx';
import { CopyText } from '../copy-button.tsx';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { caseNumber } from '../story/entry-words.ts';
import classes from './forms.module.css';

/** The number of a case that was just opened, to be read to the customer. Stays until it is closed. */
export function JustOpened() {
  const { view, say, act } = useScreen();
  const justOpened = useChosen((state) => state.justOpened);
  const [incident] = useTouching(view.customer.id);
  const one = view.cases.find((each) => each.id === justOpened);
  if (!one) return <div role="status" />;
  return (
    <div className={classes.opened} role="status">
      <strong>{say.t('newCase.read', { number: caseNumber(one.number) })}</strong>
      <CopyText text={one.number} label={say.t('cases.copyNumber', { number: caseNumber(one.number) })} />
      {one.keyTold === null && <Told one={one} />}
      {incident && <TieButton one={one} incidentId={incident.content.id} />}
      <CloseButton
        size="sm"
        ml="auto"
        aria-label={say.t('form.cancel')}
        onClick={() => act({ move: 'opened', caseId: null })}
      />
    </div>
  );
}

/** One click writes down that the number was told, and puts this away. */
function Told({ one }: { one: CaseView }) {
  const { say, act } = useScreen();
  const { tell, saving } = useTellKey(one);
  const told = async () => {
    if (await tell()) act({ move: 'opened', caseId: null });
  };
  return (
    <Button size="compact-xs" flex="none" loading={saving} onClick={() => void told()}>
      {say.t('law.tellNow')}
    </Button>
  );
}
