import { useEffect, useState } from 'react';
import { bring } from './bring.ts';
import { useIsPart } from './use-at-centre.ts';

/** How the bringing of somebody goes whose screen is open and who is not here. Null: nobody is brought. */
export type Coming = 'asking' | 'away' | 'later' | null;

/** Brings a customer whose screen is open and who is not on this machine, where it does not hold everybody. */
export function useBrought(customerId: string, isMissing: boolean): Coming {
  const wanted = useIsPart() && isMissing;
  const [coming, setComing] = useState<Coming>('asking');
  useEffect(() => {
    if (!wanted) return;
    let isOver = false;
    setComing('asking');
    void bring(customerId).then((brought) => {
      if (!isOver && brought !== 'here') setComing(brought === 'unknown' ? null : brought);
    });
    return () => {
      isOver = true;
    };
  }, [customerId, wanted]);
  return wanted ? coming : null;
}
