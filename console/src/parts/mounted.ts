import { type RefObject, useEffect, useRef } from "react";

/** Whether the component is still on the page, for code that runs when a response arrives. */
export function useIsMounted(): RefObject<boolean> {
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return isMounted;
}
