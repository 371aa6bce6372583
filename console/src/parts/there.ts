import { type RefObject, useEffect, useRef } from "react";

/** Says whether what asked for something is still on the page when its answer comes. */
export function useIsThere(): RefObject<boolean> {
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return isThere;
}
