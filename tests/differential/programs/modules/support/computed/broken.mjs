export let a = ;
