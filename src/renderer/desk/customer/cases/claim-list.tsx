import { claimTotals } from '#shared/claim/totals.ts';
import type { CaseView } from '#shared/views/case.ts';
import { Chip } from '../../../ui/chip.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { ClaimItem } from './claim-item.tsx';

/** The claims of a case against carriers and others: what we asked for, what came back, and each with its clock. */
export function ClaimList({ one }: { one: CaseView }) {
  const { say } = useScreen();
  if (one.claims.length === 0) return null;
  const { asked, back } = claimTotals(one.claims);
  return (
    <>
      <h3>{say.t('claims.title')}</h3>
      <div className={classes.row}>
        {asked.length > 0 && (
          <Chip>{say.t('claims.asked', { money: asked.map(say.money).join(' + ') })}</Chip>
        )}
        <Chip tone={back.length > 0 ? 'good' : 'plain'}>
          {back.length > 0
            ? say.t('claims.back', { money: back.map(say.money).join(' + ') })
            : say.t('claims.nothingBack')}
        </Chip>
      </div>
      <ul className={classes.plain} style={{ marginTop: 6 }}>
        {one.claims.map((claim) => (
          <ClaimItem key={claim.id} one={one} claim={claim} />
        ))}
      </ul>
    </>
  );
}
