import { dateFormat } from '#shared/intl.ts';
import type { SigningIn } from '#shared/session/sign-in.ts';
import { localeOf, useWords } from '../words/words.ts';
import styles from './session.module.css';

/**
 * Why signing in did not work, and what to do. `name`: whose desk it is, where it is one. `at`: a locked desk, which asks for no login; or where an app
 * is set up, whose recovery codes nobody has yet.
 */
export function SignInTroubleText({
  trouble,
  name,
  at = 'sign-in',
}: {
  trouble: NonNullable<SigningIn['trouble']>;
  name: string;
  at?: 'sign-in' | 'locked' | 'enrolment';
}) {
  const { t, language } = useWords('centre');
  const { what, ref, until } = trouble;
  const time =
    until === null
      ? null
      : dateFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
          until,
        );
  const isFirstCode = at === 'enrolment' && what === 'wrong-code';
  const todo = isFirstCode
    ? t('signIn.trouble.wrong-code.doFirst')
    : time !== null && (what === 'too-many' || what === 'busy')
      ? t(`signIn.trouble.${what}.doAt`, { time })
      : t(`signIn.trouble.${what}.do`, { ref, name });
  return (
    <p className={styles.bad}>
      <strong>
        {at === 'locked' && what === 'wrong' ? t('locked.wrongPassword') : t(`signIn.trouble.${what}.what`)}
      </strong>{' '}
      {todo}
    </p>
  );
}
