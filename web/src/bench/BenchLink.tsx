import { Link, type LinkProps } from 'react-router';
import { fromBench } from '../app/fromBench.ts';

/** A link that leaves the work bench: where it leads, the way back is shown. */
export function BenchLink(props: LinkProps) {
  return <Link {...props} state={fromBench} />;
}
