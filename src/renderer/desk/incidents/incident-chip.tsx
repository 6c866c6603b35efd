import { IconAlertTriangle } from '@tabler/icons-react';
import type { Severity } from '#shared/incident/incident.ts';
import { textIn } from '#shared/rules/texts.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import styles from './incidents.module.css';
import { useTouching } from './use-touching.ts';

export const severityTone: Record<Severity, Tone> = { info: 'info', warning: 'warn', serious: 'bad' };

/** The worst known incident that touches a customer, where there is no room to say more. */
export function IncidentChip({ customerId }: { customerId: string }) {
  const { language } = useWords('desk');
  const [worst] = useTouching(customerId);
  if (!worst) return null;
  const { title, severity, say } = worst.content;
  return (
    <Chip tone={severityTone[severity]} title={textIn(say, language)}>
      <IconAlertTriangle size={13} className={styles.sign} aria-hidden="true" />
      <span className={styles.cut}>{textIn(title, language)}</span>
    </Chip>
  );
}
