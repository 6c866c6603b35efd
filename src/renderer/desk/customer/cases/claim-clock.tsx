import { Chip } from '../../../ui/chip.tsx';
import { useScreen } from '../screen-context.ts';

const soon = 2 * 86_400_000;

/** Until when a claim must be sent, or answered. Red once that has passed: somebody has to ask, or it is lost. */
export function ClaimClock({ step, dueAt }: { step: 'file' | 'answer'; dueAt: number | null }) {
  const { say } = useScreen();
  if (dueAt === null)
    return <Chip tone={step === 'file' ? 'warn' : 'plain'}>{say.t(`claims.step.${step}`)}</Chip>;
  const tone = dueAt < say.now ? 'bad' : dueAt < say.now + soon ? 'warn' : 'plain';
  return (
    <Chip tone={tone}>
      {say.t(`claims.${dueAt < say.now ? 'since' : 'by'}.${step}`, { day: say.day(dueAt) })}
    </Chip>
  );
}
