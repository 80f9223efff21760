/**
 * Coming in over a link of elsewhere whose part after the # matters: going on keeps that part, which
 * a page that is only refreshed would lose. The mark of a query makes it another page to go to.
 */

location.replace(`${location.pathname}?${location.hash}`);
