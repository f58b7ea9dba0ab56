# kata_add_topic(id): builds a topic's plugin from the folder it is called in.
function(kata_add_topic id)
endfunction()
