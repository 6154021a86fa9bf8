console.log("nothing to build yet", process.argv[2]);
