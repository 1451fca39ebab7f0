console.log('before');
function inner(x) {
	  return x.missing.property;
}
inner({});
