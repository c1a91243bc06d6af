"""What leaves this room for counting: that risk was talked about and the coded word, never a factor or an answer."""
