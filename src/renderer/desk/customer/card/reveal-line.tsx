import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** Phones and e-mails are masked, and the way to see them; or until when they are shown. Nothing where nothing masks them. */
export function RevealLine() {
  const { view, say, act } = useScreen();
  const { customer } = view;
  if (view.shownUntil !== null)
    return (
      <p className={classes.soft} role="status">
        {say.t('reveal.shown', { time: say.time(view.shownUntil) })}
      </p>
    );
  if (!view.masked || customer.phones.length + customer.emails.length === 0) return null;
  return (
    <Button
      mt={6}
      size="compact-xs"
      variant="default"
      leftSection={<IconEye size={13} aria-hidden="true" />}
      onClick={() => act({ move: 'write', form: { form: 'reveal' } })}
    >
      {say.t('reveal.do')}
    </Button>
  );
}
