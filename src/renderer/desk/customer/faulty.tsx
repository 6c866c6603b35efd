import { Button } from '@mantine/core';
import classes from './panel.module.css';
import { useScreen } from './screen-context.ts';

/** A part that could not be read, and the way to try once more. */
export function Faulty({ text, again }: { text: string; again: () => void }) {
  const { say } = useScreen();
  return (
    <div role="alert" className={classes.nothing}>
      {text}{' '}
      <Button size="compact-xs" variant="default" onClick={again}>
        {say.t('screen.tryAgain')}
      </Button>
    </div>
  );
}
