import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Manual } from '#shared/rules/manual.ts';
import type { InForce } from '#shared/rules/of.ts';
import type { Say } from '../../desk/customer/say.ts';
import { Newer, PageFoot } from '../../desk/rules/page-foot.tsx';
import { usePage } from '../../desk/rules/use-page.ts';
import { AuthorityPart } from './authority-part.tsx';
import classes from './manual.module.css';
import { halfManual, isWhole, wrongIn } from './manual-draft.ts';
import { ManualPreview } from './manual-preview.tsx';
import { Offers } from './offers.tsx';
import { WorthPart } from './worth-part.tsx';

const parts = ['offers', 'authority', 'figures'] as const;
type Part = (typeof parts)[number];

/** Changes a team's manual, with what an agent would be offered by it. Drafts, versions and publishing are those of every page of rules. */
export function ManualEditor({ say, team, inForce }: { say: Say; team: string; inForce: InForce<Manual> }) {
  const [part, setPart] = useState<Part>('offers');
  const page = usePage({ team, inForce, half: halfManual, say });
  const { content, write, newer } = page;
  const change = (some: Partial<Manual>) => write({ ...content, ...some });
  const wrong = wrongIn(content);
  const problem = wrong === null && isWhole(content) ? null : say.t('manual.notWhole');
  return (
    <>
      {newer && <Newer say={say} newer={newer} onTheirs={page.drop} onMine={page.onTop} />}
      <SegmentedControl
        size="xs"
        aria-label={say.t('manual.title')}
        value={part}
        onChange={(value) => setPart(value as Part)}
        data={parts.map((value) => ({ value, label: say.t(`manual.${value}`) }))}
      />
      <fieldset className={classes.parts}>
        <legend className="hilo-hidden">{say.t('manual.title')}</legend>
        {part === 'offers' ? (
          <Offers offers={content.offers} currency={content.currency} wrong={wrong} onChange={change} />
        ) : part === 'authority' ? (
          <AuthorityPart manual={content} onChange={change} />
        ) : (
          <WorthPart manual={content} onChange={change} />
        )}
      </fieldset>
      <ManualPreview manual={content} />
      <PageFoot
        say={say}
        inForce={inForce}
        {...page}
        problem={problem}
        onPublish={() => {
          if (problem === null && !newer) void page.publish(content);
        }}
        onDrop={page.drop}
      />
    </>
  );
}
