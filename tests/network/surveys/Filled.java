// Fills a form with JavaRosa as a person with a telephone would: the first choice, a number, a word; then writes it.

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Filled {
    public static void main(String[] names) throws Exception {
        new XFormsModule().registerModule();
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(names[0]));
        form.initialize(true, new InstanceInitializationFactory());
        FormEntryController pages = new FormEntryController(new FormEntryModel(form));
        for (int event = 0; event != FormEntryController.EVENT_END_OF_FORM; event = pages.stepToNextEvent()) {
            if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt question = pages.getModel().getQuestionPrompt();
                int kept = pages.answerQuestion(pages.getModel().getFormIndex(), answer(question), true);
                if (kept != FormEntryController.ANSWER_OK) {
                    throw new IllegalStateException(question.getIndex().getReference() + " is not taken: " + kept);
                }
            }
        }
        form.postProcessInstance();
        Files.write(Paths.get(names[1]), new XFormSerializingVisitor().serializeInstance(form.getInstance()));
    }

    private static IAnswerData answer(FormEntryPrompt question) {
        if (question.getControlType() == Constants.CONTROL_SELECT_ONE) {
            return new SelectOneData(question.getSelectChoices().get(0).selection());
        }
        if (question.getControlType() == Constants.CONTROL_SELECT_MULTI) {
            return new MultipleItemsData(List.of(question.getSelectChoices().get(0).selection()));
        }
        if (question.getDataType() == Constants.DATATYPE_INTEGER) {
            return new IntegerData(2);
        }
        return question.getDataType() == Constants.DATATYPE_DECIMAL ? new DecimalData(7.5) : new StringData("Yazı");
    }
}
